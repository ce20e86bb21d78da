"""What legs do beside kicking: they carry the body, and are thrown out for a ball."""
