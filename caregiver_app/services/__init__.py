"""Jobs that touch two stores, check a rule, or keep what was done, each in one transaction."""
