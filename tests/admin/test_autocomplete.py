"""Autocomplete: what the fields of the desk offer while somebody types."""

from tests.factories import make_article, make_author, make_tag


def test_suggestions(client, sign_in):
    sign_in("Reporter")
    make_author("Айгүл Сәрсенова", position="тілші")
    make_author("Кетіп қалған", "ketip", is_active=False)
    tag = make_tag("Су реформасы")
    article = make_article("Өзен тасыды", publish=False)

    def offered(kind, text=""):
        return client.get(f"/admin/articles/article/choose/{kind}/", {"q": text}).json()["items"]

    assert [item["text"] for item in offered("authors")] == ["Айгүл Сәрсенова"]
    assert offered("tags", "#СУ") == [
        {"id": str(tag.pk), "text": "#Су реформасы", "detail": "", "image": ""}
    ]
    assert offered("articles", "ӨЗЕН")[0]["id"] == str(article.pk)
    assert offered("articles", "тасы")[0]["text"] == "Өзен тасыды"
    assert offered("articles", "жоқ сөз") == []


def test_an_unknown_kind_of_suggestion(client, sign_in):
    sign_in("Reporter")
    assert client.get("/admin/articles/article/choose/users/").status_code == 404
