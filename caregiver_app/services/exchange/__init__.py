"""Documents that come from elsewhere."""
