"""A dataset as pages: the circular beside its text, the report to hand over, words in Chinese and in English."""
