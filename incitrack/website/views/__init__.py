"""What templates are given: frozen, complete, in words; a template neither counts nor formats.

Every `href` is relative to the page it stands on, or an allowed address elsewhere. Text that may hold anything
is `str` and is escaped; HTML that was made safe is `Markup`.
"""
