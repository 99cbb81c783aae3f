/* Select2 has no Kazakh; this is the file that Django's autocomplete fields ask for. */
(() => {
  const { amd } = jQuery.fn.select2;
  amd.define("select2/i18n/kk", [], () => ({
    errorLoading: () => "Нәтижелерді жүктеу мүмкін болмады",
    inputTooLong: ({ input, maximum }) => `${input.length - maximum} таңбаны өшіріңіз`,
    inputTooShort: ({ input, minimum }) => `Тағы ${minimum - input.length} таңба енгізіңіз`,
    loadingMore: () => "Жүктелуде…",
    maximumSelected: ({ maximum }) => `Ең көбі ${maximum} жазба таңдауға болады`,
    noResults: () => "Ештеңе табылмады",
    searching: () => "Ізделуде…",
    removeAllItems: () => "Барлығын алып тастау",
    removeItem: () => "Алып тастау",
    search: () => "Іздеу",
  }));
})();
