"""Business time: when a team works, how long that was, and when a duration of its policy is over."""
