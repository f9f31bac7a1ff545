"""For who oversees (theo dõi, dự chỉ đạo): the own subjects, their answers and what one thought of each, and their meetings."""
