/** `€0.48`; as small as it may be, it is not nothing. */
export const moneyAmount = ({ amount, currency }: { readonly amount: number; readonly currency: string }) =>
  new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: amount < 0.1 ? 4 : 2 }).format(
    amount,
  );
