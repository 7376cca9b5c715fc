import spool from './spool.svg';

export function Logo() {
  return (
    <span className="logo">
      <img src={spool} alt="" width={30} height={30} />
      <span>Polyspool</span>
    </span>
  );
}
