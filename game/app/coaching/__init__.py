"""What a coach would say of a pass: the strike card and the explanation board."""
