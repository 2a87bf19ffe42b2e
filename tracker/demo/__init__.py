"""The demonstration world: a made-up shop and companies that listen in, on loopback only."""
