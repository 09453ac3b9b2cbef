"""What was read and judged, as people and programs want it: JSON, CSV, tables and text."""
