"""What became of a pass and why: cards, rollouts and the figures behind them."""
