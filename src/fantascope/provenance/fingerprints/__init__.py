"""Fingerprints of pictures and sound, and an index of them: which of our clips does this look or sound like?"""
