"""Plain data that every other part shares: pitch, state, intents, events, luck and portable maths."""
