"""What instructors and students do around grading: release, sample, demo, lab, doctor."""
