/** Our sign: a hub that holds what turns around it. */
export function LinchpinMark() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#0f766e" />
      <circle cx="16" cy="16" r="4.2" fill="#fff" />
      <path
        d="M16 5v6.2M16 20.8V27M5 16h6.2M20.8 16H27"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
