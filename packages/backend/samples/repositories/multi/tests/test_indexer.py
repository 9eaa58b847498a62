from indexer.handler import document


def test_a_word_is_indexed_once():
    assert document({"id": 1, "name": "Tea tea cup"})["words"] == ["cup", "tea"]
