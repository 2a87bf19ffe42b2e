"""Who got which of my personal data, and what can I do about it? The core: knows neither mitmproxy nor Flask."""
