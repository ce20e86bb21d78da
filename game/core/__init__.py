"""Plain data that every other part shares: pitch, constants, state, intents, events, luck."""
