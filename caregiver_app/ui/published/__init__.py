"""Emergency sheets outside the lock: choosing what they say, and showing them."""
