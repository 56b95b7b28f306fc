"""The pages of the navigation. They know the session and not each other."""
