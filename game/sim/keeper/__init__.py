"""A keeper has hands, and can dive."""
