"""The judgement: one rule, one file; what they find has a code, a level and a place."""
