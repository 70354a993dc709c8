"""The signed manifest in the file: written when a clip is finished, read by anyone (C2PA 2)."""
