"""Who is asked next and when: intervals, hosts and their limits, robots.txt, threads that fetch."""
