"""Figures: the clocks of incidents, and what a team's history adds up to."""
