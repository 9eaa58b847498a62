const MAX_PAGE = 100;
const PAGE_SIZE = 24;

/** Search parameters of the shop as a query of the index. */
export function parseQuery(parameters) {
  const page = Number(parameters.get('page') ?? 1);
  if (!Number.isInteger(page) || page < 1 || page > MAX_PAGE) {
    throw new RangeError(`page must be between 1 and ${MAX_PAGE}`);
  }
  return {
    from: (page - 1) * PAGE_SIZE,
    size: PAGE_SIZE,
    query: {
      multi_match: {
        query: parameters.get('q') ?? '',
        fields: ['name^3', 'words'],
      },
    },
  };
}
