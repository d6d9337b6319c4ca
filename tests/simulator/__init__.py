"""A whole office in one thread: real stations and centre; network, clocks, disks and crashes drawn from a seed."""
