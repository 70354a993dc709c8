"""Performers: each plays a track with one kind of body."""
