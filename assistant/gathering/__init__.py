"""What is selected, weighed, brought together and refused. `assistant.gather` is the stage."""
