"""Archives and saved pages; a circular and its attachments as one."""
