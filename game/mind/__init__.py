"""What players other than people want: seen bodies in, intents out. Nobody's intention is known here."""
