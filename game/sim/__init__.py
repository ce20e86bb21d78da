"""What happens on a pitch, a step at a time: movement, swing, touch, ball."""
