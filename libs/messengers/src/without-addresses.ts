const email = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g;
const phone = /\+?\d(?:[ ()-]?\d){6,14}/g;

/** What other systems say, without whom they say it of: errors are kept, shown and logged in the clear. */
export const withoutAddresses = (text: string) => text.replace(email, '(address)').replace(phone, '(number)');
