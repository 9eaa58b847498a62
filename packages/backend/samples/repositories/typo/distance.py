"""Damerau-Levenshtein distance, cut off early."""


def distance(left, right, limit):
    """Edits between both words, or limit + 1 where there are more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before, previous = None, list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if before and i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, previous = previous, row
    return previous[-1]
