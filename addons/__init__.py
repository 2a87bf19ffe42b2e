"""Everything that knows mitmproxy: what records, and what reads its flow files."""
