"""The pages of the navigation. They know the desk and not each other."""
