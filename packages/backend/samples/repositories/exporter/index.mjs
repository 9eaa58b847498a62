import { row } from './csv.mjs';

export async function handler(event) {
  const rows = event.payments.map(payment =>
    row([payment.day, payment.reference, (payment.cents / 100).toFixed(2)]),
  );
  return row(['day', 'reference', 'amount']) + rows.join('');
}
