"""One pass: logged, played again, and counted."""
