"""What is loaded, how complete it is, and refused rows to correct."""
