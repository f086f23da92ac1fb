"""What rings and what does not, and the message people read."""
