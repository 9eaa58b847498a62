export async function handler(event) {
  return { message: `Hello ${event?.name ?? 'world'}` };
}
