"""The list of incidents as data and as controls: what the filters of the list look over, and what they offer."""
