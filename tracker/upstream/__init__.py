"""What others publish of companies, domains, cookies and breaches: fetched only when the person asks for it.

One source is one module in `sources`: it reads that source's format and gives rows in ours. All that comes from there
is hostile until it was read: sizes, times, redirects, depths and texts are bounded, and what is wrong with a source
leaves in place what was there before.
"""
