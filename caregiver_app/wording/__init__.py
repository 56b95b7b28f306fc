"""Turns values into sentences, once, so that screen and paper can never disagree.

Safe writing follows ISMP's list of error-prone abbreviations (2024) and The Joint Commission's "Do Not Use" list:
"0.5 mg" never ".5 mg", "5 mg" never "5.0 mg", "units" never "U", "micrograms" never "µg" or "mcg" for a family,
"half a tablet" never "0.5 tablets", "noon" never "12 pm". Medical statements come from ``reference`` only.
"""
