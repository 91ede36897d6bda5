// The toolbar of texts stays in sight, unless the editor has chosen otherwise.
localStorage["wagtail:draftail-toolbar"] ??= "sticky";
