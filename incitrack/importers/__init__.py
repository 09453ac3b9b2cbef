"""From the incidents of other tools to records."""
