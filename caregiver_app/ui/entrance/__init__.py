"""From the start of the program to an open household: welcome, new household, unlocking, recovery, restoring."""
