"""The files of a site for programs: the feed, the JSON, the calendar, what crawlers and open pages ask for."""
