"""A pose in clinical angles to the place of every segment: forward and inverse kinematics, contact, joint limits."""
