// « Chiffre clé », a button of the CMS's rich text: puts in the text the value of a record, as one piece.
// The text keeps the record's key; what it shows is written anew from the record each time.
(() => {
  const { ModalWorkflowSource, registerPlugin } = window.draftail;
  const { EditorState, Modifier } = window.DraftJS;

  // Lets the editor choose a record, and ends with a text that cites it.
  class KeyFigureSource extends ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrl,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    onChosen({ id, words }) {
      const { editorState, entityType, onComplete } = this.props;
      const content = editorState.getCurrentContent().createEntity(entityType.type, "IMMUTABLE", { id });
      const key = content.getLastCreatedEntityKey();
      const text = Modifier.replaceText(content, editorState.getSelection(), words, null, key);
      this.workflow.close();
      onComplete(EditorState.push(editorState, text, "insert-characters"));
    }
  }

  const KeyFigure = ({ children }) =>
    window.React.createElement("span", { className: "cms-key-figure", title: "Chiffre clé : suit sa fiche" }, children);

  registerPlugin({ type: "KEY-FIGURE", source: KeyFigureSource, decorator: KeyFigure }, "entityTypes");
})();
