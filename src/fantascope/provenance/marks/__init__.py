"""Invisible marks in picture and sound: a 64-bit number that survives what the world does to clips."""
