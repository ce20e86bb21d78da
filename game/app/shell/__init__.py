"""The window around every scene: context, settings, pace of the frames, trace."""
